package io.tidbclient.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.util.stream.Collectors;

/** A command that only groups others was called by itself. */
public final class NounWithoutVerb {
    private NounWithoutVerb() {}

    /** The mistake, which names the commands below it without their aliases. */
    public static ParameterException of(CommandSpec noun) {
        String verbs = noun.subcommands().values().stream()
                .map(CommandLine::getCommandName)
                .distinct()
                .collect(Collectors.joining(", "));
        return new ParameterException(noun.commandLine(), noun.name() + " needs one of: " + verbs);
    }
}
