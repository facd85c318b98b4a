package io.tidbclient.output.scenario;

import io.tidbclient.output.text.TerminalText;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.run.ScenarioResult;

import java.util.Optional;
import java.util.function.Function;

/**
 * Workflow commands of GitHub Actions, which show a failure beside the line of the script:
 * {@code ::error file=scenarios/m11.yaml,line=7,title=…::…}.
 */
public final class GithubAnnotations {
    private final Function<String, Optional<String>> path;

    /** @param path the path within the repository of a script; empty for one that is not in it, as those built in */
    public GithubAnnotations(Function<String, Optional<String>> path) {
        this.path = path;
    }

    /** The command for a result that makes the run fail, in one line; empty for any other. */
    public Optional<String> of(ScenarioResult result) {
        if (!result.isBad() && result.leftOvers().isEmpty()) {
            return Optional.empty();
        }
        Place place = FailurePlace.of(result);
        String file = path.apply(place.file())
                .map(known -> "file=" + property(known) + ",line=" + place.line() + ",col=" + place.column() + ",")
                .orElse("");
        return Optional.of(
                "::error " + file + "title=" + property(result.title()) + "::" + data(ScenarioJunit.message(result)));
    }

    private static String data(String text) {
        return TerminalText.clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
