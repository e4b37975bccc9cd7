"""A stand-in for the `ocx` program, for tests.

It speaks OCX's command line over a registry that is a folder, and is held to recordings of the
real program by the tests beside it. It shares no code with BackendKit, on purpose: what both get
wrong in the same way, no test would see.

Environment, beside OCX's own variables (OCX_HOME, OCX_INDEX, OCX_OFFLINE, OCX_AUTH_…):

OCX_STANDIN_REGISTRY  the folder that holds the registries; made and changed by `../make_registry.py`
OCX_STANDIN_HOST      the platform of this host, `linux/amd64+libc.glibc`; default: as it is
OCX_STANDIN_VERSION   the version whose answers, messages and exit codes it has, see `dialect.py`:
                      0.5.8 (the default), 0.6.5 or 0.7
OCX_STANDIN_SYSTEM_CONFIG   a file in the place of `/etc/ocx/config.toml`, which is never read
OCX_STANDIN_FAULT     faults on demand, see `faults.py`
OCX_STANDIN_LOG       a file that gets one line of JSON a call: argv, and the OCX_* environment
"""
