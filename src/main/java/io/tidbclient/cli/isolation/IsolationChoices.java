package io.tidbclient.cli.isolation;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.isolation.IsolationLevel;
import io.tidbclient.isolation.TransactionMode;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The values of options that name a level, a mode or a model. */
final class IsolationChoices {
    private IsolationChoices() {}

    /** @throws ConfigException for a name that is not a level's */
    static IsolationLevel level(String option, String name) {
        return one(option, name, "an isolation level", IsolationLevel.values(), IsolationLevel::optionName);
    }

    /** @throws ConfigException for a name that is not a mode's */
    static TransactionMode mode(String option, String name) {
        return one(option, name, "a transaction mode", TransactionMode.values(), TransactionMode::label);
    }

    /** @throws ConfigException for a name that is not a model's */
    static ConsistencyModel model(String option, String name) {
        return one(option, name, "a consistency model", ConsistencyModel.values(), ConsistencyModel::optionName);
    }

    private static <T> T one(String option, String name, String what, T[] values, Function<T, String> label) {
        return Arrays.stream(values)
                .filter(value -> label.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException("%s: %s is not %s; give one of %s."
                        .formatted(
                                option,
                                Quoted.of(name),
                                what,
                                Arrays.stream(values).map(label).collect(Collectors.joining(", ")))));
    }
}
