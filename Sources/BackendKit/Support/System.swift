/// The C library, under whatever name the platform has it. Every file of this module, and of those
/// that import it, gets it from here.
#if canImport(Glibc)
  @_exported public import Glibc
#elseif canImport(Darwin)
  @_exported public import Darwin
#elseif canImport(Musl)
  @_exported public import Musl
#endif
