package io.tidbclient.config;

import io.tidbclient.fuzz.FuzzInput;

/** Values of any text for any setting: the first byte chooses the setting. A refusal is a sentence and quotes no secret. */
public final class SettingsFuzz {
    private static final String SECRET = "s3cr3t-Pa55";

    private SettingsFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        // The fuzzer learns the secret, and puts it where a value is quoted.
        if (input.length == 0 || FuzzInput.text(input).contains(SECRET)) {
            return;
        }
        Setting<?> setting = Settings.ALL.get((input[0] & 0xff) % Settings.ALL.size());
        String text = FuzzInput.text(input)
                .substring(Math.min(1, FuzzInput.text(input).length()));
        parse(setting, text);
        parse(ConnectionOptions.URL, "mysql://root:" + SECRET + "@" + text);
        parse(ConnectionOptions.URL, "mysql://127.0.0.1:4000/?password=" + SECRET + "&" + text);
    }

    private static void parse(Setting<?> setting, String text) {
        try {
            FuzzInput.require(setting.parse(text, new Origin.Default()) != null, "a setting without a value");
        } catch (ConfigException e) {
            FuzzInput.requireSentence(e.getMessage(), 2_000);
            FuzzInput.require(!e.getMessage().contains(SECRET), "a secret in a message: " + e.getMessage());
        }
    }
}
