package io.tidbclient.config;

import java.nio.file.Path;
import java.util.List;

import static io.tidbclient.config.Setting.Kind.FLAG;
import static io.tidbclient.config.Setting.Kind.PATH;
import static io.tidbclient.config.Setting.Kind.VALUE;

/** The settings of {@link SettingGroup#OUTPUT}: the output. */
public final class OutputOptions {
    private static final String FORMATS =
            "text, json or ndjson; junit for the check, 'wait', 'run', 'report', 'verify-isolation' and 'history check'; csv"
                    + " for 'imports list'";

    /** How results are written. */
    public static final Setting<OutputFormat> OUTPUT = Setting.of(
                    "output",
                    SettingGroup.OUTPUT,
                    VALUE,
                    Values.oneOf(OutputFormat.values(), OutputFormat::label, FORMATS))
            .options("-o", "--output")
            .help("FORMAT", FORMATS + ".")
            .defaultText(OutputFormat.TEXT.label())
            .build();

    /** Where every event is kept. */
    public static final Setting<Path> EVENTS = Setting.of("events", SettingGroup.OUTPUT, PATH, Values::path)
            .options("--events")
            .help("FILE", "Also write every event to a file, as -o ndjson does. An existing file is replaced.")
            .example("events.ndjson")
            .build();

    /** Whether results alone are written. */
    public static final Setting<Boolean> QUIET = Setting.of("quiet", SettingGroup.OUTPUT, FLAG, Values::flag)
            .options("-q", "--quiet")
            .help("", "Print only the result.")
            .defaultText("false")
            .build();

    /** Whether everything that is known is written. */
    public static final Setting<Boolean> VERBOSE = Setting.of("verbose", SettingGroup.OUTPUT, FLAG, Values::flag)
            .options("-v", "--verbose")
            .help("", "Verbose output, including stack traces.")
            .defaultText("false")
            .build();

    /** How progress is shown. */
    public static final Setting<ProgressMode> PROGRESS = Setting.of(
                    "progress", SettingGroup.OUTPUT, VALUE, Values.oneOf(ProgressMode.values(), ProgressMode::label))
            .options("--progress")
            .help(
                    "HOW",
                    "Progress on stderr: auto (a live view for text on a terminal, else lines), live (also with other"
                            + " formats, while stderr is a terminal), lines or none. -q implies none.")
            .defaultText(ProgressMode.AUTO.label())
            .build();

    /** When colour is used. */
    public static final Setting<ColorMode> COLOR = Setting.of(
                    "color", SettingGroup.OUTPUT, VALUE, Values.oneOf(ColorMode.values(), ColorMode::label))
            .options("--color")
            .help("WHEN", "auto (on a terminal, unless NO_COLOR is set), always or never.")
            .defaultText(ColorMode.AUTO.label())
            .build();

    /** How wide lines are. */
    public static final Setting<Integer> WIDTH = Setting.of(
                    "width", SettingGroup.OUTPUT, VALUE, Values.wholeNumber(20, 10_000))
            .options("--width")
            .help(
                    "COLUMNS",
                    "Width of tables and help, 20 to 10000. Default: the terminal's; off a terminal the variable"
                            + " COLUMNS, else no limit.")
            .example("120")
            .build();

    /** Whether the terminal rings. */
    public static final Setting<Boolean> BELL = Setting.of("bell", SettingGroup.OUTPUT, FLAG, Values::flag)
            .options("--bell")
            .help("", "Ring the terminal's bell at the end of the run, and when an import job that is followed ends.")
            .defaultText("false")
            .build();

    /** All of these that every command has. */
    static final List<Setting<?>> ALL = List.of(OUTPUT, EVENTS, QUIET, VERBOSE, PROGRESS, COLOR, WIDTH);

    private OutputOptions() {}
}
