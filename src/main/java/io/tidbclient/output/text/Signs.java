package io.tidbclient.output.text;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How this tool's own signs, such as arrows and bars, are printed. What a server said is printed as it is. */
public enum Signs {
    /** As they are. */
    UNICODE,
    /** As ASCII, for a terminal that shows nothing else. */
    ASCII;

    /** Of the same width. */
    private static final Map<Character, Character> STAND_INS = Map.ofEntries(
            Map.entry('→', '>'),
            Map.entry('…', '~'),
            Map.entry('–', '-'),
            Map.entry('·', '-'),
            Map.entry('×', 'x'),
            Map.entry('█', '#'),
            Map.entry('░', '.'),
            Map.entry('≥', '>'),
            Map.entry('▁', '_'),
            Map.entry('▂', '.'),
            Map.entry('▃', '-'),
            Map.entry('▄', '='),
            Map.entry('▅', '+'),
            Map.entry('▆', '*'),
            Map.entry('▇', '%'),
            Map.entry('●', '@'),
            Map.entry('○', 'o'),
            Map.entry('▸', '>'),
            Map.entry('│', '|'),
            Map.entry('┌', '+'),
            Map.entry('└', '+'));

    /**
     * As the locale has it, by the rules of POSIX: the first of {@code LC_ALL}, {@code LC_CTYPE} and {@code LANG} that is not
     * empty decides; without any, it is the C locale.
     *
     * @param environment the environment variables
     * @param windows whether the system is Windows, which has no such variables
     */
    public static Signs of(Map<String, String> environment, boolean windows) {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("C")
                .toLowerCase(Locale.ROOT);
        return windows || locale.contains("utf-8") || locale.contains("utf8") ? UNICODE : ASCII;
    }

    /** The text with its signs in this form. */
    public String in(String text) {
        return switch (this) {
            case UNICODE -> text;
            case ASCII -> ascii(text);
        };
    }

    private static String ascii(String text) {
        if (text.chars().allMatch(c -> c < 128)) {
            return text;
        }
        StringBuilder ascii = new StringBuilder(text.length());
        text.chars().mapToObj(c -> (char) c).forEach(c -> ascii.append(STAND_INS.getOrDefault(c, c)));
        return ascii.toString();
    }
}
