package io.tidbclient.config;

import java.nio.file.Path;
import java.util.List;

import static io.tidbclient.config.Setting.Kind.FLAG;
import static io.tidbclient.config.Setting.Kind.PATH;
import static io.tidbclient.config.Setting.Kind.VALUE;

/** The settings of {@link SettingGroup#LOGIN}: the login. */
public final class LoginOptions {
    /** Who logs in. */
    public static final Setting<String> USER = Setting.of("user", SettingGroup.LOGIN, VALUE, Values::user)
            .options("-u", "--user")
            .help("NAME", "User to log in as.")
            .example("root")
            .build();

    /** Whether to ask for the password in any case. */
    public static final Setting<Boolean> ASK_PASSWORD = Setting.of(
                    "ask-password", SettingGroup.LOGIN, FLAG, Values::flagWithoutQuote)
            .options("-p", "--password")
            .help("", "Ask for the password on the terminal. It takes no value: the process list would show it.")
            .refusedOnOption("it takes no value, as the process list would show it; use it alone to be asked,"
                    + " or --password-file, --password-stdin or TIDB_PASSWORD")
            .defaultText("false")
            .build();

    /** The password, which no option takes. */
    public static final Setting<Secret> PASSWORD = Setting.of("password", SettingGroup.LOGIN, VALUE, Secret::of)
            .help("PASSWORD", "The password. No option and no key of the YAML file takes it.")
            .example("********")
            .secret()
            .refusedInFile("a password does not belong in this file; give password-file, or set TIDB_PASSWORD")
            .build();

    /** The file whose first line is the password. */
    public static final Setting<Path> PASSWORD_FILE = Setting.of(
                    "password-file", SettingGroup.LOGIN, PATH, Values::path)
            .options("--password-file")
            .help("FILE", "Take the password from the first line of a file.")
            .example("~/.tidb-password")
            .build();

    /** Whether the password is the first line of standard input. */
    public static final Setting<Boolean> PASSWORD_STDIN = Setting.of(
                    "password-stdin", SettingGroup.LOGIN, FLAG, Values::flagWithoutQuote)
            .options("--password-stdin")
            .help("", "Take the password from the first line of standard input.")
            .defaultText("false")
            .build();

    /** Whether the password is empty. */
    public static final Setting<Boolean> NO_PASSWORD = Setting.of(
                    "no-password", SettingGroup.LOGIN, FLAG, Values::flagWithoutQuote)
            .options("--no-password")
            .help("", "Log in with the empty password.")
            .defaultText("false")
            .build();

    /** All of these. */
    static final List<Setting<?>> ALL =
            List.of(USER, ASK_PASSWORD, PASSWORD, PASSWORD_FILE, PASSWORD_STDIN, NO_PASSWORD);

    private LoginOptions() {}
}
