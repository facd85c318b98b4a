package io.tidbclient.scenario.suite;

import io.tidbclient.config.TextFile;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.Passwords;
import io.tidbclient.scenario.script.ScriptMistakes;
import io.tidbclient.scenario.script.ScriptReader;

import java.nio.file.Path;
import java.util.List;

/** A script that a user names. */
public sealed interface Script {
    /** How messages call it. */
    String name();

    /**
     * Its text as it is.
     *
     * @throws io.tidbclient.config.ConfigException when it cannot be read
     */
    String text();

    /**
     * Its scenarios without a mistake.
     *
     * @throws io.tidbclient.config.ConfigException when it cannot be read
     */
    List<Scenario> read(ScriptMistakes mistakes);

    /** One in a file. */
    record InFile(String name, Path path, Passwords passwords) implements Script {
        @Override
        public String text() {
            return TextFile.at(path).read("the scenario");
        }

        @Override
        public List<Scenario> read(ScriptMistakes mistakes) {
            return new ScriptReader(name, passwords).read(text(), mistakes);
        }
    }

    /** One that is built in. */
    record Suite(BuiltIn script) implements Script {
        @Override
        public String name() {
            return script.name();
        }

        @Override
        public String text() {
            return script.text();
        }

        @Override
        public List<Scenario> read(ScriptMistakes mistakes) {
            return script.scenarios();
        }
    }
}
