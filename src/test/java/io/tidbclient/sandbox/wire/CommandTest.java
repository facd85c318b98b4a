package io.tidbclient.sandbox.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CommandTest {
    @ParameterizedTest
    @ValueSource(bytes = {0x18, 0x19})
    void data_for_a_prepared_statement_and_its_end_have_no_answer(byte code) throws MalformedPacketException {
        assertThat(Command.parse(new byte[] {code, 1, 0, 0, 0})).isEqualTo(new Command.Unanswered());
    }

    @Test
    void others_are_known_by_their_number() throws MalformedPacketException {
        assertThat(Command.parse(new byte[] {0x17, 1, 0, 0, 0})).isEqualTo(new Command.Unknown(0x17));
    }
}
