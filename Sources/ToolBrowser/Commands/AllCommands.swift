extension CommandCatalog {
  /// The commands of the program, in the order of its help.
  static let all = CommandCatalog(
    root: BrowseCommand.self,
    commands: [
      DemoCommand.self, RegistriesCommand.self, PackagesCommand.self, VersionsCommand.self,
      ShowCommand.self, PinsCommand.self, OutdatedCommand.self, PinCommand.self,
      UnpinCommand.self, UpgradeCommand.self, UndoCommand.self, InstallCommand.self,
      RefreshCommand.self, PluginInstallCommand.self, PluginUninstallCommand.self,
      PluginPathCommand.self, DoctorCommand.self, HookCommand.self,
      CompletionsCommand.self, CompleteCommand.self,
      ManualCommand.self, HelpCommand.self,
    ])
}
