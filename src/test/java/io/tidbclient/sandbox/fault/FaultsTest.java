package io.tidbclient.sandbox.fault;

import io.tidbclient.sandbox.sql.StatementPrefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsTest {
    @Test
    void a_limited_fault_strikes_the_given_number_of_times() {
        ConnectionFault refuse = new ConnectionFault.CloseAtOnce();
        Faults faults = new Faults(List.of(FaultRule.first(2, refuse)));

        assertThat(faults.atConnection(0)).containsExactly(refuse);
        assertThat(faults.atConnection(0)).containsExactly(refuse);
        assertThat(faults.atConnection(0)).isEmpty();
    }

    @Test
    void a_cap_strikes_only_while_there_are_as_many_connections() {
        Faults faults = new Faults(List.of());
        faults.arm(FaultRule.first(1, new ConnectionFault.TooManyConnections(2)));

        assertThat(faults.atConnection(1)).isEmpty();
        assertThat(faults.atConnection(2)).hasSize(1);
        assertThat(faults.atConnection(2)).isEmpty();
    }

    @Test
    void a_statement_fault_strikes_statements_that_begin_so() {
        Faults faults = new Faults(List.of());
        faults.arm(new StatementFault.Freeze(StatementPrefix.of("SHOW IMPORT")));

        assertThat(faults.atStatement("show import jobs")).hasSize(1);
        assertThat(faults.atStatement("show databases")).isEmpty();
        assertThat(faults.atConnection(9)).isEmpty();
        faults.clear();
        assertThat(faults.atStatement("show import jobs")).isEmpty();
    }

    @Test
    void faults_can_be_written_on_one_line() {
        assertThat(FaultText.parse("refuse")).isEqualTo(FaultRule.always(new ConnectionFault.CloseAtOnce()));
        assertThat(FaultText.parse("2*cap=10"))
                .isEqualTo(FaultRule.first(2, new ConnectionFault.TooManyConnections(10)));
        assertThat(FaultText.parse("slow=250ms@SHOW IMPORT JOBS"))
                .isEqualTo(FaultRule.always(
                        new StatementFault.SlowAnswer(StatementPrefix.of("SHOW IMPORT JOBS"), Duration.ofMillis(250))));
        assertThat(FaultText.parse("1*drop=40"))
                .isEqualTo(FaultRule.first(1, new StatementFault.Drop(StatementPrefix.any(), 40)));
        assertThat(FaultText.parse("deny=1142@SELECT").fault())
                .isInstanceOfSatisfying(StatementFault.Deny.class, deny -> {
                    assertThat(deny.error().code()).isEqualTo(1142);
                    assertThat(deny.error().sqlState()).isEqualTo("42000");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "boom | known are refuse",
                "^^ | not of the form",
                "cap | it needs a value",
                "refuse=1 | it takes no value",
                "refuse@SELECT | it strikes connections, not statements",
                "slow=5x | '5x' is not a duration; give it in seconds or as 500ms, 90s, 2m, 1h or 30d",
                "slow=2d | '2d' is too long; give at most 1d",
                "0*refuse | at least once",
                "deny=70000 | not between 1 and 65535"
            })
    void a_mistake_is_reported_in_a_sentence(String text, String part) {
        assertThatThrownBy(() -> FaultText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }
}
