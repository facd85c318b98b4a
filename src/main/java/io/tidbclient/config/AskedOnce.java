package io.tidbclient.config;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Passwords that can be had only once are kept: the one that was asked for, and the one from standard input. Others are read
 * each time, since they may have changed.
 */
public final class AskedOnce implements Function<ResolvedSettings, Secret> {
    private final Function<ResolvedSettings, Secret> passwords;
    private final Map<PasswordSource, Secret> known = new HashMap<>();

    /** @param passwords finds a password, and asks for it if need be */
    public AskedOnce(Function<ResolvedSettings, Secret> passwords) {
        this.passwords = passwords;
    }

    @Override
    public synchronized Secret apply(ResolvedSettings settings) {
        PasswordSource source = PasswordSource.of(settings);
        boolean once = source.setting()
                .map(setting ->
                        setting.equals(LoginOptions.ASK_PASSWORD) || setting.equals(LoginOptions.PASSWORD_STDIN))
                .orElse(true);
        return once ? known.computeIfAbsent(source, asked -> passwords.apply(settings)) : passwords.apply(settings);
    }
}
