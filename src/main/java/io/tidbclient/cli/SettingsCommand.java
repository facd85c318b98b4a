package io.tidbclient.cli;

import io.tidbclient.config.Setting;

import java.util.List;

/** A command whose options are settings: {@link SettingOptions} makes the options out of what it declares. */
public interface SettingsCommand {
    /** The settings it takes, with the defaults that its users expect. */
    List<Setting<?>> settings();
}
