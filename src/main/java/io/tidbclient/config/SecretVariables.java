package io.tidbclient.config;

import java.util.List;

/** The variables of this tool that may hold a secret, so that a process it starts does not inherit them. */
public final class SecretVariables {
    /** Their names. */
    public static final List<String> ALL = List.of(
            LoginOptions.PASSWORD.variable(),
            ConnectionOptions.URL.variable(),
            Variables.DATABASE_URL,
            HistorySettings.URL_VARIABLE,
            HistorySettings.PASSWORD_VARIABLE);

    private SecretVariables() {}
}
