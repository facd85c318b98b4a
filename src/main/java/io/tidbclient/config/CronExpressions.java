package io.tidbclient.config;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;

import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Validates cron expressions by the parser and the grammar that Quarkus's scheduler uses: Quartz's, with seconds. */
final class CronExpressions {
    private static final String FORM = "give six fields, seconds first, '0 */5 * * * ?' for example";

    private CronExpressions() {}

    /**
     * The expression itself.
     *
     * @throws IllegalArgumentException when it is not one, or is never due again
     */
    static String validated(String text) {
        String expression = text.strip();
        Cron cron = parsed(expression);
        if (ExecutionTime.forCron(cron)
                .nextExecution(ZonedDateTime.now(ZoneId.systemDefault()))
                .isEmpty()) {
            throw new IllegalArgumentException(
                    Quoted.of(expression) + " is never due again; give an expression with a time to come");
        }
        return expression;
    }

    private static Cron parsed(String expression) {
        try {
            return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ))
                    .parse(expression)
                    .validate();
        } catch (RuntimeException e) {
            // The parser also fails with other exceptions, such as an index out of bounds for '2#'.
            throw new IllegalArgumentException(Quoted.of(expression) + " is not a cron expression; " + FORM, e);
        }
    }
}
