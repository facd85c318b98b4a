package io.tidbclient.cli.config;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConfigTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;

/** Writes a commented configuration file to begin with. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Writes a configuration file with every setting, its meaning and its default, all commented out."
                + " Never overwrites a file.")
public class ConfigInitCommand implements Callable<Integer> {
    private final ProcessEnvironment environment;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "tidb-client.yaml",
            description = "File to write (default: ${DEFAULT-VALUE}); - is standard output.")
    String file;

    ConfigInitCommand(ProcessEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (file.equals("-")) {
            environment.out().print(ConfigTemplate.text());
            return ExitCode.OK.code();
        }
        Path path = environment.workingDirectory().resolve(file);
        try {
            Files.writeString(path, ConfigTemplate.text(), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new ConfigException(file + " already exists and was not changed; name another file.", e);
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be written; name a file in a folder that you may write to.", e);
        }
        environment.out().println("Wrote " + file + ".");
        return ExitCode.OK.code();
    }
}
