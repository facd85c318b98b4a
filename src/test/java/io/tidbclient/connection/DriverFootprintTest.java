package io.tidbclient.connection;

import com.mysql.cj.conf.DefaultPropertySet;
import com.mysql.cj.conf.PropertyDefinitions;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.protocol.AbstractSocketConnection;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The native binary has other methods of these classes. When this fails, compare DriverFootprint with what the new driver does there
 * before the sums are changed.
 */
class DriverFootprintTest {
    @Test
    void the_replaced_classes_of_the_driver_are_those_that_the_replacement_was_written_for() throws Exception {
        assertThat(sum(DefaultPropertySet.class))
                .isEqualTo("c05c54d982106d0873e3a5a8f36f6380cbe176a4253de0e05bc6d7e7e2cd525e");
        assertThat(sum(AbstractSocketConnection.class))
                .isEqualTo("5786dc833c3b3e3ba108c6d1f554bf3489a9fd4efe06b9594ea2e3a9cdb3a7e9");
    }

    @Test
    void properties_are_known_by_their_names_and_aliases() {
        assertThat(PropertyDefinitions.PROPERTY_KEY_TO_PROPERTY_DEFINITION.values())
                .isNotEmpty()
                .allSatisfy(definition -> {
                    assertThat(DriverFootprint.BY_NAME.get(definition.getName()))
                            .isSameAs(definition);
                    if (definition.hasCcAlias()) {
                        assertThat(DriverFootprint.BY_NAME.get(definition.getCcAlias()))
                                .isSameAs(definition);
                    }
                });
    }

    @Test
    void a_property_that_the_driver_does_not_know_has_its_name_and_value() {
        RuntimeProperty<?> property = DriverFootprint.userDefined("tidbclientPool", "7");

        assertThat(property.getPropertyDefinition().getName()).isEqualTo("tidbclientPool");
        assertThat(property.getStringValue()).isEqualTo("7");
    }

    private static String sum(Class<?> of) throws IOException, NoSuchAlgorithmException {
        try (InputStream bytes = of.getResourceAsStream(of.getSimpleName() + ".class")) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.readAllBytes()));
        }
    }
}
