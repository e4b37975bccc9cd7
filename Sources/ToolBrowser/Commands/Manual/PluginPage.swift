extension ManualPage {
  /// `ocx-mise-tui-plugin(7)`: OCX as a mise backend.
  static let plugin = ManualPage(
    name: "\(Program.name)-plugin", section: 7, summary: "OCX as a mise backend",
    blocks: [
      .heading("DESCRIPTION"),
      .paragraph(
        """
        With the plugin, mise installs tools from OCX registries: the entries in mise.toml that begin \
        with ocx:. It needs ocx 0.5.8 or later and mise 2026.1 or later; before mise 2026.6, mise's \
        setting experimental must be on.
        """),
      .heading("INSTALLING THE PLUGIN"),
      .paragraph(
        "ocx-mise-tui plugin install puts the plugin embedded in the program into mise's folder."),
      .paragraph("Or a project declares the plugin in its mise.toml:"),
      .example(["[plugins]", "ocx = \"\(address)#plugin\""]),
      .paragraph(
        """
        The plugin calls the program named by OCX_MISE_TUI, else the one that plugin install bound it \
        to, else the ocx-mise-tui that mise provides for the project, else the one on PATH; never a \
        shim. ocx-mise-tui doctor shows where the plugin came from and what it calls.
        """),
      .heading("ENTRIES"),
      .example([
        "[tools]",
        "\"ocx:ocx.sh/kitware/cmake\" = \"4.3\"",
        "\"ocx:ocx.sh/golang/go\" = { version = \"1.26.6\", digest = \"sha256:…\" }",
      ]),
      .entries([
        ("version", "4, 4.3, 4.3.4, latest, slim-3.13 (a variant), ref:sha256:… (content)"),
        ("digest", "only this content: if the tag moves, installing fails"),
        ("platform", "os/architecture, if it differs from this machine's"),
        ("builds", "true: include build tags"),
        ("minimum_release_age", "do not offer younger versions: 7d, 6mo, 1y, a date"),
        ("os", "mise's own option: the systems on which the entry counts"),
      ]),
      .paragraph("Before mise reads a file in which an entry has options, it wants: mise trust."),
      .heading("WHAT MISE SEES"),
      .paragraph(
        """
        Concrete releases, oldest first, variants before plain releases. Hidden are tags that move, \
        versions that were yanked or that their publisher may delete, versions without a build for \
        this machine, and versions that are too young. All but yanked ones can be requested by name. \
        mise caches a list for an hour, even if an option changes or another project asks: mise cache \
        clear.
        """),
      .heading("INSTALLS ARE SELF-CONTAINED"),
      .paragraph(
        """
        An install in mise's folder works without the OCX store, without ocx and without this program, \
        wherever it is moved. Files are cloned if the file system supports that. Otherwise, files over \
        256 KiB that belong to the user are hard links to the store, unless hard_links is false or \
        OCX_MISE_TUI_HARD_LINKS is 0; everything else is copied.
        """),
    ] + caching)

  private static let caching: [Block] = [
    .subheading("Caching in CI"),
    .paragraph(
      """
      Cache mise's data folder. After restoring it, run mise cache clear: mise caches environments in \
      its cache folder and compares them by time alone. Do not cache the folder of a job that was \
      killed: mise marks an unfinished install in its cache folder, not in the data folder.
      """),
    .subheading("A multi-stage container build"),
    .example([
      "FROM image-with-mise AS tools",
      "ENV MISE_DATA_DIR=/opt/mise",
      "WORKDIR /src",
      "COPY mise.toml .",
      "RUN mise trust && mise install",
      "FROM debian:stable-slim",
      "COPY --from=tools /opt/mise/installs /opt/tools",
      "ENV PATH=/opt/tools/ocx-ocx-sh-shellcheck-shellcheck/0.11/content/bin:$PATH",
    ]),
    .paragraph(
      "The second stage has neither mise nor ocx. mise oci build makes an image without a Dockerfile."
    ),
    .heading("PRIVATE REGISTRIES"),
    .paragraph(
      """
      All network access is by ocx, with its own credentials: ocx login HOST, or OCX_AUTH_HOST_USER and \
      OCX_AUTH_HOST_TOKEN, or docker's config.json. The plugin never reads them.
      """),
    .heading("OFFLINE"),
    .paragraph(
      """
      With OCX_OFFLINE, OCX_FROZEN or MISE_OFFLINE nothing is downloaded. If a registry cannot be \
      reached, the local index is used and a warning is printed. Installed tools run without starting \
      any process of ours.
      """),
    .heading("SEE ALSO"),
    .paragraph("ocx-mise-tui(1), ocx-mise-tui(5), mise(1)"),
  ]

  /// The project's address, written by `make generate`.
  private static let address = "https://github.com/OWNER/ocx-mise-tui"
}
