package io.tidbclient.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The configurations in deploy/ are ones that the server starts with. */
class DeployedConfigurationTest {
    @TempDir
    Path directory;

    @Test
    void of_systemd() throws IOException {
        assertThat(targets(Files.readString(Path.of("deploy/systemd/tidb-client.yaml"))))
                .containsExactly("shop", "analytics");
    }

    @Test
    void of_compose() throws IOException {
        assertThat(targets(Files.readString(Path.of("deploy/compose/tidb-client.yaml"))))
                .containsExactly("tidb", "gone");
    }

    @Test
    void of_kubernetes() throws IOException {
        for (Object document : new Yaml().loadAll(Files.readString(Path.of("deploy/kubernetes/serve.yaml")))) {
            Map<?, ?> object = (Map<?, ?>) document;
            if ("ConfigMap".equals(object.get("kind"))) {
                assertThat(targets((String) ((Map<?, ?>) object.get("data")).get("tidb-client.yaml")))
                        .containsExactly("shop", "analytics");
                return;
            }
        }
        throw new AssertionError("no ConfigMap");
    }

    /** The names of the targets, each of which can be checked; the passwords are files of another machine. */
    private List<String> targets(String configuration) {
        Asked asked = new Asked(directory)
                .yaml(configuration
                        .replaceAll("password-file: .*", "no-password: true")
                        .split("\n", -1));
        ServeConfiguration read = ServeConfiguration.read(asked.invocation(CommandSettings.SERVE));
        return read.targets().stream()
                .peek(target -> assertThat(target.check(unasked -> Secret.EMPTY, MistakeReporter.FIRST))
                        .as(target.name())
                        .isPresent())
                .map(TargetSettings::name)
                .toList();
    }
}
