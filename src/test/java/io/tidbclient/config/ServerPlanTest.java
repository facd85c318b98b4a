package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Who can reach a server, and how what they send is protected. */
class ServerPlanTest {
    private static final ListenAddress HERE = new ListenAddress("127.0.0.1", 4080);
    private static final ListenAddress ANYWHERE = new ListenAddress("0.0.0.0", 4080);
    private static final List<Secret> TOKENS = List.of(Secret.of("0123456789abcdef"));

    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void nothing_is_given() {
        asked = new Asked(directory);
    }

    @Test
    void on_this_machine_alone_a_server_needs_nothing() {
        assertThat(ServerPlan.onLoopback(HERE))
                .isEqualTo(new ServerPlan(HERE, Optional.empty(), List.of(), false, List.of(), false));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServerPlan.onLoopback(ANYWHERE))
                .withMessage("--listen: other machines can reach 0.0.0.0:4080; give a loopback address.");
    }

    @Test
    void a_certificate_and_its_key_are_those_of_the_files() {
        asked.file("server.pem", PemTexts.certificate())
                .file("server.key", PemTexts.privateKey())
                .option("--tls-cert", "server.pem")
                .option("--tls-key", "server.key");

        ServerPlan.Tls tls = plan().tls().orElseThrow();

        assertThat(tls.certificates()).isEqualTo(asked.workingDirectory().resolve("server.pem"));
        assertThat(tls.key()).isEqualTo(asked.workingDirectory().resolve("server.key"));
    }

    @Test
    void files_that_hold_something_else_are_refused() {
        asked.file("server.pem", PemTexts.certificate())
                .file("server.key", PemTexts.privateKey())
                .option("--tls-cert", "server.key")
                .option("--tls-key", "server.pem");
        AllMistakes mistakes = new AllMistakes();

        assertThat(ServerPlan.from(settings(), mistakes)).isEmpty();
        assertThat(mistakes.sentences()).singleElement().asString().startsWith("--tls-cert: ");

        asked = new Asked(directory)
                .file("server.pem", PemTexts.certificate())
                .option("--tls-cert", "server.pem")
                .option("--tls-key", "server.pem");
        assertThatExceptionOfType(ConfigException.class).isThrownBy(this::plan).withMessageStartingWith("--tls-key: ");
    }

    @Test
    void every_mistake_is_reported_at_once() {
        asked.option("--tls-key", "server.key").option("--listen", "0.0.0.0");
        AllMistakes mistakes = new AllMistakes();

        assertThat(ServerPlan.from(settings(), mistakes)).isEmpty();

        assertThat(mistakes.sentences())
                .containsExactlyInAnyOrder(
                        "--tls-key: a private key needs its certificate; give it with --tls-cert.",
                        "--listen: other machines can reach 0.0.0.0:4080; require tokens with --auth-file, or give"
                                + " --allow-anonymous.");
    }

    @Test
    void tokens_in_plain_text_over_a_network_are_warned_of() {
        Optional<ServerPlan.Tls> tls = Optional.of(new ServerPlan.Tls(Path.of("server.pem"), Path.of("server.key")));

        assertThat(plan(ANYWHERE, Optional.empty(), TOKENS).warning())
                .contains("Tokens are sent in plain text to 0.0.0.0:4080; give --tls-cert and --tls-key.");
        assertThat(plan(ANYWHERE, tls, TOKENS).warning()).isEmpty();
        assertThat(plan(HERE, Optional.empty(), TOKENS).warning()).isEmpty();
        assertThat(plan(ANYWHERE, Optional.empty(), List.of()).warning()).isEmpty();
    }

    @Test
    void a_server_that_listens_takes_over_tokens_and_names_and_keeps_the_rest() {
        Optional<ServerPlan.Tls> tls = Optional.of(new ServerPlan.Tls(Path.of("server.pem"), Path.of("server.key")));
        ServerPlan current = new ServerPlan(ANYWHERE, tls, TOKENS, false, List.of("a"), true);
        ServerPlan other = new ServerPlan(HERE, Optional.empty(), TOKENS, true, List.of("b"), false);

        assertThat(other.at(current)).isEqualTo(new ServerPlan(ANYWHERE, tls, TOKENS, true, List.of("b"), true));
        assertThat(new ServerPlan(ANYWHERE, tls, List.of(), false, List.of(), false)
                        .at(plan(HERE, Optional.empty(), TOKENS))
                        .tokens())
                .as("on this machine alone")
                .isEmpty();
    }

    private ServerPlan plan() {
        return ServerPlan.from(settings());
    }

    private ResolvedSettings settings() {
        return SettingsResolver.resolve(asked.invocation(CommandSettings.SERVE));
    }

    private static ServerPlan plan(ListenAddress address, Optional<ServerPlan.Tls> tls, List<Secret> tokens) {
        return new ServerPlan(address, tls, tokens, false, List.of(), false);
    }
}
