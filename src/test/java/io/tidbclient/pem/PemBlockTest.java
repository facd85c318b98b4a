package io.tidbclient.pem;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PemBlockTest {
    @Property
    void what_is_written_reads_back(@ForAll byte[] content) {
        PemBlock block = PemBlock.of("CERTIFICATE", content);

        List<PemBlock> read = PemBlock.all("before\n" + block.text() + block.text());

        assertThat(read).containsExactly(block, block);
        assertThat(read.getFirst().der()).isEqualTo(content);
    }
}
