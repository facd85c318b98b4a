package io.tidbclient.config;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Wherever a password is put, in the right place or in a wrong one, no text gives it away. */
class SecretsStayHiddenTest {
    private static final String CORE = "Zq7x";

    private static Path directory;

    @BeforeContainer
    static void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("secrets");
    }

    @AfterContainer
    static void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Property(tries = 1000)
    void no_text_shows_the_password(@ForAll("passwords") String password, @ForAll("places") Place place) {
        Asked asked = new Asked(directory).option("-H", "h");
        if (place != Place.URL_OPTION && place != Place.DATABASE_URL && place != Place.URL_WITHOUT_HOST) {
            asked.option("-u", "root");
        }
        asked.yaml("# nothing");
        place.put(password, asked);

        assertThat(everythingSaid(asked)).doesNotContain(CORE);
    }

    private static String everythingSaid(Asked asked) {
        StringWriter said = new StringWriter();
        said.append(asked.invocation(Settings.ALL).toString());
        try {
            ResolvedSettings settings = asked.resolve();
            said.append(settings.toString())
                    .append(settings.rows().toString())
                    .append(settings.warnings().toString())
                    .append(settings.layers().toString());
            ResolvedPassword password =
                    new PasswordResolver(new Asked.NoTerminal(), InputStream.nullInputStream()).resolve(settings);
            said.append(password.toString())
                    .append(CheckRequest.from(settings, password.secret()).toString())
                    .append(CheckRequest.from(settings, password.secret())
                            .connections()
                            .toString());
        } catch (ConfigException e) {
            // With the causes, which --verbose shows.
            e.printStackTrace(new PrintWriter(said, true));
        }
        return said.toString();
    }

    @Provide
    Arbitrary<Place> places() {
        return Arbitraries.of(Place.class);
    }

    /** A core that does not occur by chance, between pieces with a meaning in URLs, YAML and option files. */
    @Provide
    Arbitrary<String> passwords() {
        Arbitrary<String> around = Arbitraries.of(
                        "a", "1", " ", ": ", ":", "/", "?", "#", " #", "@", "%", "%4", "&", "=", "*", "!", "!x ", "'",
                        "\"", "\\", "[", "]", "{", "}", ",", "|", "> ", "- ", "~")
                .list()
                .ofMaxSize(4)
                .map(pieces -> String.join("", pieces));
        return Combinators.combine(around, around).as((before, after) -> before + CORE + after);
    }

    enum Place {
        VARIABLE {
            @Override
            void put(String password, Asked asked) {
                asked.variable("TIDB_PASSWORD", password);
            }
        },
        MISTYPED_VARIABLE {
            @Override
            void put(String password, Asked asked) {
                asked.variable("TIDB_PASSWORT", password);
            }
        },
        DATABASE_URL {
            @Override
            void put(String password, Asked asked) {
                asked.variable("DATABASE_URL", "mysql://root:" + password + "@h/d");
            }
        },
        URL_OPTION {
            @Override
            void put(String password, Asked asked) {
                asked.option("--url", "mysql://root:" + password + "@h/d");
            }
        },
        URL_WITHOUT_HOST {
            @Override
            void put(String password, Asked asked) {
                // What stands after these is not where a password stands; after a comma it is another host.
                asked.variable("DATABASE_URL", "mysql://root:" + password.replaceAll("[/?#@,]", ""));
            }
        },
        OPTION_THAT_ASKS {
            @Override
            void put(String password, Asked asked) {
                asked.option("-p", password);
            }
        },
        YAML {
            @Override
            void put(String password, Asked asked) {
                asked.yaml("user: root", "password: " + password);
            }
        },
        DEFAULTS_FILE {
            @Override
            void put(String password, Asked asked) {
                asked.file("my.cnf", "[client]", "password=" + password).option("--defaults-file", "my.cnf");
            }
        },
        PASSWORD_FILE {
            @Override
            void put(String password, Asked asked) {
                asked.file("pw", password).option("--password-file", "pw");
            }
        };

        abstract void put(String password, Asked asked);
    }
}
