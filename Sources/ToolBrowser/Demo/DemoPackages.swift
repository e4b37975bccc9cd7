/// The packages of the bundled index for ocx.sh: real names and versions, with typical cases: a
/// track (`slim`), a deprecated tool, yanked releases, and a package only for macOS.
enum DemoPackages {
  static let published: [DemoPackage] = languages + building + commandLine + clusters

  private static let languages: [DemoPackage] = [
    DemoPackage(
      "astral-sh/python-build-standalone", "Python (python-build-standalone)",
      "Self-contained, relocatable CPython; the slim track leaves out tests and debug symbols",
      keywords: ["python", "cpython", "interpreter", "runtime"], programs: ["python3", "pip3"],
      upstream: "astral-sh/python-build-standalone", support: .perLibrary,
      releases: [
        "3.14.7": 9, "slim-3.14.7": 9, "3.14.6": 44, "slim-3.14.6": 44, "3.13.15": 9,
        "slim-3.13.15": 9, "3.13.14": 51, "slim-3.13.14": 51, "3.12.14": 9, "slim-3.12.14": 9,
        "3.12.13": 203, "slim-3.12.13": 203,
      ]),
    DemoPackage(
      "astral-sh/rye", "Rye", "A hassle-free Python project and package manager",
      keywords: ["python", "packaging", "virtualenv"], programs: ["rye"],
      upstream: "astral-sh/rye",
      status: .deprecated(
        "Rye is no longer developed; its authors point to uv.",
        supersededBy: "astral-sh/uv"),
      releases: ["0.44.0": 402, "0.43.0": 466, "0.42.0": 507]),
    DemoPackage(
      "astral-sh/uv", "uv", "An extremely fast Python package and project manager",
      keywords: ["python", "pip", "packaging", "virtualenv", "rust"], programs: ["uv", "uvx"],
      upstream: "astral-sh/uv", support: .perLibrary,
      releases: [
        "0.12.5": 3, "0.12.4": 11, "0.12.3": 18, "0.12.2": 25, "0.12.1": 30, "0.12.0": 36,
        "0.11.33": 48, "0.11.32": 56,
      ]),
    DemoPackage(
      "denoland/deno", "Deno", "A secure runtime for JavaScript and TypeScript",
      keywords: ["javascript", "typescript", "runtime"], programs: ["deno"],
      upstream: "denoland/deno",
      releases: ["2.9.5": 12, "2.9.4": 27, "2.9.3": 41, "2.9.2": 60]),
    DemoPackage(
      "golang/go", "Go", "The Go programming language: compiler, standard library and tools",
      keywords: ["go", "golang", "compiler", "language"], programs: ["go", "gofmt"],
      upstream: "golang/go",
      releases: [
        "1.27.0": 21, "1.26.7": 21, "1.26.6": 50, "1.26.5": 78, "1.25.14": 21, "1.25.13": 50,
        "1.25.12": 78,
      ]),
    DemoPackage(
      "nodejs/node", "Node.js", "JavaScript runtime built on V8",
      keywords: ["javascript", "runtime", "npm", "node"], programs: ["node", "npm", "npx"],
      upstream: "nodejs/node",
      releases: [
        "24.19.0": 8, "24.18.1": 33, "24.18.0": 37, "24.17.0": 61, "22.23.2": 15, "22.23.1": 52,
        "22.23.0": 66, "20.17.0": 460,
      ]),
    DemoPackage(
      "oven-sh/bun", "Bun", "JavaScript runtime, bundler, test runner and package manager",
      keywords: ["javascript", "typescript", "runtime", "bundler"], programs: ["bun", "bunx"],
      upstream: "oven-sh/bun",
      releases: ["1.4.0": 17, "1.3.14": 45, "1.3.13": 59, "1.3.12": 80]),
    DemoPackage(
      "ziglang/zig", "Zig", "General-purpose language and toolchain, a C compiler among it",
      keywords: ["zig", "compiler", "language", "c"], programs: ["zig"],
      upstream: "ziglang/zig",
      releases: ["0.16.0": 150, "0.15.2": 340, "0.15.1": 395, "0.14.1": 480, "0.14.0": 570]),
  ]

  private static let building: [DemoPackage] = [
    DemoPackage(
      "go-task/task", "Task", "A task runner and build tool, simpler than Make",
      keywords: ["task", "build", "automation", "make"], programs: ["task"],
      upstream: "go-task/task",
      releases: ["3.53.1": 14, "3.52.0": 70, "3.51.1": 121, "3.50.0": 160, "3.49.1": 199]),
    DemoPackage(
      "just/just", "just", "A handy command runner: project-specific commands in a justfile",
      keywords: ["command-runner", "make", "automation", "rust"], programs: ["just"],
      upstream: "casey/just",
      releases: ["1.58.0": 5, "1.57.0": 32, "1.56.0": 58, "1.55.1": 83, "1.55.0": 85]),
    DemoPackage(
      "kitware/cmake", "CMake", "Cross-platform build system generator",
      keywords: ["build", "build-system", "cpp", "ctest"], programs: ["cmake", "ctest", "cpack"],
      upstream: "Kitware/CMake",
      releases: [
        "4.4.2": 6, "4.4.1": 27, "4.4.0": 41, "4.3.4": 55, "4.3.3": 88, "4.3.2": 101, "4.3.1": 117,
        "4.3.0": 130, "4.2.7": 57, "4.2.6": 104, "4.1.6": 110, "3.31.12": 58, "3.31.11": 170,
      ]),
    DemoPackage(
      "ninja-build/ninja", "Ninja", "A small build system with a focus on speed",
      keywords: ["build", "build-system", "cpp"], programs: ["ninja"],
      upstream: "ninja-build/ninja",
      releases: ["1.13.2": 66, "1.13.1": 230, "1.13.0": 262, "1.12.1": 540, "1.12.0": 571]),
  ]

  private static let commandLine: [DemoPackage] = [
    DemoPackage(
      "jqlang/jq", "jq", "Command-line JSON processor",
      keywords: ["json", "filter", "query"], programs: ["jq"],
      upstream: "jqlang/jq",
      releases: ["1.8.2": 73, "1.8.1": 310, "1.8.0": 340, "1.7.1": 905]),
    DemoPackage(
      "mas-cli/mas", "mas", "Mac App Store on the command line",
      keywords: ["macos", "app-store", "packages"], programs: ["mas"],
      upstream: "mas-cli/mas", support: .macOS,
      releases: ["2.1.0": 300, "2.0.0": 322, "1.9.0": 420, "1.8.8": 500]),
    DemoPackage(
      "ripgrep/ripgrep", "ripgrep",
      "Recursively searches folders for a pattern, minding .gitignore",
      keywords: ["search", "grep", "regex", "rust"], programs: ["rg"],
      upstream: "BurntSushi/ripgrep",
      releases: ["15.2.0": 49, "15.1.0": 290, "15.0.0": 297, "14.1.1": 720]),
    DemoPackage(
      "sharkdp/bat", "bat", "A cat with syntax highlighting and Git integration",
      keywords: ["cat", "pager", "syntax-highlighting", "rust"], programs: ["bat"],
      upstream: "sharkdp/bat",
      releases: ["0.26.1": 112, "0.26.0": 190, "0.25.0": 480]),
    DemoPackage(
      "sharkdp/fd", "fd", "A fast, friendly alternative to find",
      keywords: ["find", "search", "files", "rust"], programs: ["fd"],
      upstream: "sharkdp/fd",
      releases: ["10.4.2": 93, "10.4.1": 99, "10.3.0": 310, "10.2.0": 660]),
    DemoPackage(
      "sharkdp/hyperfine", "hyperfine", "Times commands, with statistics",
      keywords: ["benchmark", "performance", "rust"], programs: ["hyperfine"],
      upstream: "sharkdp/hyperfine",
      releases: ["1.20.0": 180, "1.19.0": 560, "1.18.0": 980]),
    DemoPackage(
      "shellcheck/shellcheck", "ShellCheck", "Static analysis for shell scripts",
      keywords: ["lint", "shell", "bash", "haskell"], programs: ["shellcheck"],
      upstream: "koalaman/shellcheck", support: .unix,
      releases: ["0.11.0": 240, "0.10.0": 760, "0.9.0": 1200]),
    DemoPackage(
      "shfmt/shfmt", "shfmt", "Formats shell: POSIX, Bash and mksh",
      keywords: ["format", "shell", "bash"], programs: ["shfmt"],
      upstream: "mvdan/sh",
      releases: ["3.13.1": 38, "3.13.0": 71, "3.12.0": 260, "3.11.0": 430, "3.10.0": 590]),
    DemoPackage(
      "tukaani/xz", "XZ Utils", "Compression with a high ratio: xz and liblzma",
      keywords: ["compression", "lzma", "archive"], programs: ["xz", "unxz"],
      upstream: "tukaani-project/xz", support: .unix,
      releases: [
        "5.8.1": 220, "5.8.0": 229, "5.6.4": 290, "5.6.3": 410, "5.6.2": 530, "5.6.1": 610,
        "5.6.0": 620, "5.4.7": 532,
      ],
      yanked: [
        "5.6.1": "CVE-2024-3094: malicious code in the release archive",
        "5.6.0": "CVE-2024-3094: malicious code in the release archive",
      ]),
  ]

  private static let clusters: [DemoPackage] = [
    DemoPackage(
      "github/cli", "GitHub CLI", "Issues, pull requests and releases on the command line",
      keywords: ["github", "git", "pull-request"], programs: ["gh"],
      upstream: "cli/cli",
      releases: ["2.98.0": 4, "2.97.0": 19, "2.96.0": 33, "2.95.0": 47, "2.94.0": 62]),
    DemoPackage(
      "helm/helm", "Helm", "The package manager for Kubernetes",
      keywords: ["kubernetes", "charts", "deploy"], programs: ["helm"],
      upstream: "helm/helm",
      releases: [
        "4.2.4": 10, "4.2.3": 38, "4.2.2": 66, "4.1.4": 101, "3.21.4": 10, "3.21.3": 38,
      ]),
    DemoPackage(
      "kubernetes/kubectl", "kubectl", "The Kubernetes command line",
      keywords: ["kubernetes", "cluster", "deploy"], programs: ["kubectl"],
      upstream: "kubernetes/kubernetes",
      releases: ["1.36.4": 13, "1.36.3": 42, "1.36.2": 70, "1.36.1": 98, "1.36.0": 140]),
  ]

  /// Packages of a company's own registry. Such a source has only tags, without titles and readmes.
  static let derived: [DemoPackage] = [
    DemoPackage(
      "acme/app", "", "", keywords: [], programs: ["app"],
      releases: ["2.0.0-rc1": 2, "1.1.1": 16, "1.1.0": 31, "1.0.0": 90]),
    DemoPackage(
      "acme/deploy", "", "", keywords: [], programs: ["deploy"], support: .unix,
      releases: ["2.3.0": 1, "2.2.1": 20, "2.2.0": 27, "1.9.4": 150],
      moving: ["main": "2.3.0"]),
    DemoPackage(
      "acme/style", "", "", keywords: [], programs: ["style"], support: .any,
      releases: ["2026.11": 12, "2026.10": 43, "2026.9": 74]),
  ]
}
