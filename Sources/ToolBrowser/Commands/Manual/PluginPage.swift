extension ManualPage {
  /// `ocx-mise-tui-plugin(7)`: OCX as a backend of mise.
  static let plugin = ManualPage(
    name: "\(Program.name)-plugin", section: 7, summary: "OCX as a backend of mise",
    blocks: [
      .heading("DESCRIPTION"),
      .paragraph(
        """
        With the plugin, mise installs tools of OCX registries: entries that begin with ocx: in \
        mise.toml. It needs mise 2026.1 or later, before 2026.6 with mise's setting experimental, \
        and ocx 0.5.8 or later.
        """),
      .heading("INSTALLING THE PLUGIN"),
      .paragraph(
        "ocx-mise-tui plugin install puts the plugin that the program carries into mise's folder."),
      .paragraph("A project brings the plugin along with, in its mise.toml:"),
      .example(["[plugins]", "ocx = \"\(address)#plugin\""]),
      .paragraph(
        """
        The plugin calls the program that OCX_MISE_TUI names, else the one that plugin install bound \
        it to, else the ocx-mise-tui that mise has for the project, else the one on PATH; never a \
        shim. ocx-mise-tui doctor says where the plugin came from and what it calls.
        """),
      .heading("ENTRIES"),
      .example([
        "[tools]",
        "\"ocx:ocx.sh/kitware/cmake\" = \"4.3\"",
        "\"ocx:ocx.sh/golang/go\" = { version = \"1.26.6\", digest = \"sha256:…\" }",
      ]),
      .entries([
        ("version", "4, 4.3, 4.3.4, latest, slim-3.13 (a variant), ref:sha256:… (content)"),
        ("digest", "this content alone: a tag that moves is refused"),
        ("platform", "os/architecture, where it is not this machine's"),
        ("builds", "true: build tags as well"),
        ("minimum_release_age", "younger versions are not offered: 7d, 6mo, 1y, a date"),
        ("os", "mise's: where the entry counts"),
      ]),
      .paragraph("mise wants mise trust for a file in which an entry has options."),
      .heading("WHAT MISE SEES"),
      .paragraph(
        """
        Concrete releases, oldest first, variants before the plain releases. Hidden are tags that \
        move, were yanked or may be deleted by their publisher, versions with nothing for this \
        machine, and those that are too young; all but what is yanked can be asked for by name. mise \
        keeps a list for an hour, whatever an option or another project says since: mise cache clear.
        """),
      .heading("AN INSTALL STANDS ALONE"),
      .paragraph(
        """
        What lies in mise's install folder works without the store of OCX, without ocx and without \
        this program, wherever it is moved. A file is cloned where the file system can do that; else \
        a file over 256 KiB that is the user's own is hard-linked to the store, unless hard_links is \
        false or OCX_MISE_TUI_HARD_LINKS is 0, and everything else is copied.
        """),
    ] + caching)

  private static let caching: [Block] = [
    .subheading("Caching in CI"),
    .paragraph(
      """
      Cache mise's data folder. After it was restored, run mise cache clear: mise keeps environments \
      in its cache folder and compares them by time alone. Keep no cache of a job that was killed: \
      mise marks an unfinished install in its cache folder, not in the data folder.
      """),
    .subheading("A container in two stages"),
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
      ocx does all the network, with its own credentials: ocx login HOST, or OCX_AUTH_HOST_USER and \
      OCX_AUTH_HOST_TOKEN, or docker's config.json. The plugin never reads one.
      """),
    .heading("OFFLINE"),
    .paragraph(
      """
      With OCX_OFFLINE, OCX_FROZEN or MISE_OFFLINE nothing is fetched. A registry that cannot be \
      reached costs a warning, and the local index answers. An installed tool starts without any \
      process of ours.
      """),
    .heading("SEE ALSO"),
    .paragraph("ocx-mise-tui(1), ocx-mise-tui(5), mise(1)"),
  ]

  /// Where the project lives; the build writes it here (`make generate`).
  private static let address = "https://github.com/OWNER/ocx-mise-tui"
}
