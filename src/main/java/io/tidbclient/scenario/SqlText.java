package io.tidbclient.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A statement with named values in it, {@code :name}, which are bound as parameters. Strings, quoted names and comments
 * are not changed.
 *
 * @param written as the script has it
 * @param jdbc with a question mark for each name
 * @param names in the order of their question marks
 */
public record SqlText(String written, String jdbc, List<String> names) {
    /** Strings, quoted names and comments. */
    private static final String LEFT_ALONE =
            "'(?:[^'\\\\]|\\\\.|'')*+'|\"(?:[^\"\\\\]|\\\\.|\"\")*+\"|`[^`]*+`|/\\*.*?\\*/|--[ \\t][^\\n]*|#[^\\n]*";

    private static final Pattern TOKEN = Pattern.compile(LEFT_ALONE + "|:[A-Za-z_][A-Za-z0-9_]*|\\?", Pattern.DOTALL);
    private static final Pattern FIRST_WORD =
            Pattern.compile("^(?:\\s++|/\\*.*?\\*/|--[ \\t][^\\n]*+|#[^\\n]*+|\\()*+([A-Za-z]++)", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile(LEFT_ALONE + "|[A-Za-z_][A-Za-z0-9_$]*+|[()]", Pattern.DOTALL);
    private static final Set<String> MAIN =
            Set.of("SELECT", "UPDATE", "DELETE", "INSERT", "REPLACE", "TABLE", "VALUES");
    private static final Set<String> WITHOUT_ROWS = Set.of(
            "INSERT",
            "UPDATE",
            "DELETE",
            "REPLACE",
            "BEGIN",
            "START",
            "COMMIT",
            "ROLLBACK",
            "SAVEPOINT",
            "RELEASE",
            "SET",
            "USE",
            "CREATE",
            "ALTER",
            "DROP",
            "TRUNCATE",
            "RENAME",
            "GRANT",
            "REVOKE",
            "KILL",
            "LOCK",
            "UNLOCK",
            "LOAD");
    private static final Set<String> WITH_ROWS =
            Set.of("SELECT", "SHOW", "DESC", "DESCRIBE", "TABLE", "VALUES", "WITH");
    private static final Pattern ABOUT_USERS = Pattern.compile(
            "GRANT|REVOKE|(?:CREATE|ALTER|DROP|RENAME)\\s+(?:USER|ROLE)|SET\\s+PASSWORD|FLUSH\\s+PRIVILEGES",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> SCHEMA = Set.of("CREATE", "ALTER", "DROP", "TRUNCATE", "RENAME");

    private static final Pattern USER_LOCK = Pattern.compile("\\bGET_LOCK\\b");

    private static final Pattern USER_LOCK_NAME = Pattern.compile(
            "\\bGET_LOCK\\s*\\(\\s*('[^'\\\\]*'|\"[^\"\\\\]*\"|:[A-Za-z_][A-Za-z0-9_]*)\\s*,",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ROLLS_BACK = Pattern.compile("^(?:XA )?ROLLBACK(?! TO\\b| WORK TO\\b)\\b");
    private static final Pattern AUTOCOMMIT_OFF = Pattern.compile(
            "^\\s*SET\\b.*\\bAUTOCOMMIT\\s*:?=\\s*(?:0|OFF|FALSE)\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Neither back to a savepoint, nor with AND CHAIN. */
    private static final Pattern END =
            Pattern.compile("(?:COMMIT|ROLLBACK)(?: WORK)?(?: AND NO CHAIN)?(?: (?:NO )?RELEASE)?");

    public SqlText {
        names = List.copyOf(names);
    }

    /**
     * Finds the names.
     *
     * @throws IllegalArgumentException when there is nothing but blanks, or a bare question mark; without a full stop
     */
    public static SqlText parse(String written) {
        String statement = written.strip();
        while (statement.endsWith(";")) {
            statement = statement.substring(0, statement.length() - 1).strip();
        }
        if (statement.isEmpty()) {
            throw new IllegalArgumentException("the statement is empty; write one");
        }
        List<String> names = new ArrayList<>();
        StringBuilder jdbc = new StringBuilder();
        Matcher token = TOKEN.matcher(statement);
        int done = 0;
        while (token.find()) {
            String found = token.group();
            if (found.equals("?")) {
                throw new IllegalArgumentException("a '?' has no value here; write :name and save or declare the name");
            }
            if (found.startsWith(":")) {
                jdbc.append(statement, done, token.start()).append('?');
                names.add(found.substring(1));
                done = token.end();
            }
        }
        jdbc.append(statement, done, statement.length());
        return new SqlText(statement, jdbc.toString(), names);
    }

    /** What its names stand for, in their order; those without a value are left out. */
    public Map<String, Scalar> bound(Map<String, Scalar> values) {
        Map<String, Scalar> bound = new LinkedHashMap<>();
        names.forEach(name -> Optional.ofNullable(values.get(name)).ifPresent(value -> bound.put(name, value)));
        return bound;
    }

    /** What the statement does: its first word in capitals, after WITH that of its main part; empty when it has none. */
    public String verb() {
        Matcher first = FIRST_WORD.matcher(written);
        String verb = first.find() ? first.group(1).toUpperCase(Locale.ROOT) : "";
        return verb.equals("WITH") ? afterWith() : verb;
    }

    /** Outside of brackets, only names stand between WITH and the main part. */
    private String afterWith() {
        Matcher token = WORD.matcher(written);
        int depth = 0;
        while (token.find()) {
            String found = token.group().toUpperCase(Locale.ROOT);
            depth += found.equals("(") ? 1 : found.equals(")") ? -1 : 0;
            if (depth == 0 && MAIN.contains(found)) {
                return found;
            }
        }
        return "WITH";
    }

    /** Whether a transaction is open after it in any case. */
    public boolean beginsTransaction() {
        return switch (verb()) {
            case "BEGIN" -> true;
            case "START" -> words().startsWith("START TRANSACTION");
            default -> false;
        };
    }

    /** Whether no transaction is open after it that was before. */
    public boolean endsTransaction() {
        return switch (verb()) {
            case "COMMIT", "ROLLBACK" -> END.matcher(words()).matches();
            default -> false;
        };
    }

    /** Whether it undoes the whole transaction, and not only what came after a savepoint. */
    public boolean rollsBack() {
        return ROLLS_BACK.matcher(words()).find();
    }

    /** Whether it turns autocommit off for its session: what comes then is committed by COMMIT alone. */
    public boolean turnsAutocommitOff() {
        return AUTOCOMMIT_OFF.matcher(written).find();
    }

    /** Its words in capitals, a blank between them, without what stands in quotes or comments. */
    private String words() {
        return WORD.matcher(written)
                .results()
                .map(MatchResult::group)
                .filter(token -> Character.isLetter(token.charAt(0)) || token.charAt(0) == '_')
                .collect(Collectors.joining(" "))
                .toUpperCase(Locale.ROOT);
    }

    /** Whether it can never answer with rows. MariaDB's RETURNING can. */
    public boolean neverHasRows() {
        return WITHOUT_ROWS.contains(verb())
                && !written.toUpperCase(Locale.ROOT).contains("RETURNING");
    }

    /** Whether it can never report how many rows it changed. */
    public boolean neverChangesRows() {
        return WITH_ROWS.contains(verb());
    }

    /** Whether it changes users or their rights, or has them read anew. */
    public boolean changesUsers() {
        Matcher first = FIRST_WORD.matcher(written);
        return first.find()
                && ABOUT_USERS
                        .matcher(written)
                        .region(first.start(1), written.length())
                        .lookingAt();
    }

    /** Whether it takes a lock of GET_LOCK. */
    public boolean takesUserLock() {
        return USER_LOCK.matcher(words()).find();
    }

    /**
     * The name of the first lock that it takes with GET_LOCK; empty when it takes none, or computes the name.
     *
     * @param values what names stand for
     */
    public String userLock(Map<String, Scalar> values) {
        Matcher lock = USER_LOCK_NAME.matcher(written);
        if (!takesUserLock() || !lock.find()) {
            return "";
        }
        String name = lock.group(1);
        if (name.startsWith(":")) {
            return Optional.ofNullable(values.get(name.substring(1)))
                    .map(Scalar::shown)
                    .orElse("");
        }
        return name.substring(1, name.length() - 1);
    }

    /** Whether it changes the schema, and so may wait for transactions that use the table. */
    public boolean changesSchema() {
        return SCHEMA.contains(verb());
    }
}
