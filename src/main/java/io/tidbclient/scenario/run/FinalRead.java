package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.SqlText;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reads, as the user of the command, what must hold at the end. */
final class FinalRead {
    private final TestFixture fixture;
    private final Clock clock;

    FinalRead(TestFixture fixture, Clock clock) {
        this.fixture = fixture;
        this.clock = clock;
    }

    /**
     * What is answered; a refusal is an answer too.
     *
     * @throws FailureException when the server is not reached
     */
    StepResult read(SqlText sql, Map<String, Scalar> known) {
        Instant now = clock.instant();
        try {
            return new StepResult(Optional.of(fixture.read(sql, known)), Optional.empty(), "", 0, now, Duration.ZERO);
        } catch (FailureException e) {
            if (e.failure().kind().category() == FailureKind.FailureCategory.UNREACHED) {
                throw e;
            }
            return new StepResult(
                    Optional.empty(), Optional.of(e.failure()), e.failure().words(), 0, now, Duration.ZERO);
        }
    }
}
