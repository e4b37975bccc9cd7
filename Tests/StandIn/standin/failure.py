"""Failures, with the exit codes of OCX."""


class Failure(Exception):
    """A command that fails: the exit code, the message, and the additional output of 0.7."""

    def __init__(self, code, message, detail=None, context=None):
        super().__init__(message)
        self.code = code
        self.message = message
        self.detail = detail
        self.context = context or {}

    def prefixed(self, text):
        return type(self)(self.code, text + self.message, self.detail, self.context)


class EarlyFailure(Failure):
    """One that comes before the command proper: only 0.7 prints an envelope for it."""


class RefusedPackage(Failure):
    """A package whose signature does not satisfy a policy. The message names the package."""


class UsageFailure(Exception):
    """What is wrong with the arguments: text on standard error, exit 64, JSON from 0.7 on."""


def not_found(message="package not found", detail="package_not_found"):
    return Failure(79, message, detail)
