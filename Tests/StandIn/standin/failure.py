"""Failures, with the exit codes and kinds of OCX."""

KINDS = {
    1: "internal",
    64: "usage_error",
    65: "data_error",
    69: "unavailable",
    74: "io_error",
    75: "temp_fail",
    77: "permission_denied",
    78: "config_error",
    79: "not_found",
    80: "auth_error",
    81: "permission_denied",
}


class Failure(Exception):
    """A command that fails: the exit code, and the message of the envelope."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
        self.message = message

    def prefixed(self, text):
        return Failure(self.code, text + self.message)


class UsageFailure(Exception):
    """What clap refuses: text on standard error, exit 64, no JSON."""


def not_found(message="package not found"):
    return Failure(79, message)
