package io.tidbclient.connection;

import com.mysql.cj.telemetry.TelemetrySpan;
import com.mysql.cj.telemetry.TelemetrySpanName;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

import java.util.function.BiConsumer;

/**
 * Parts of the driver that need libraries which are not here. It asks for each before it uses it, so they never run; but the
 * builder of the native binary follows all code, and stops where it finds none.
 */
final class DriverSubstitutions {
    private DriverSubstitutions() {}

    private static IllegalStateException missing(String library) {
        return new IllegalStateException(library + " is not part of this program");
    }

    /** Spans of OpenTelemetry. */
    @SuppressWarnings("DoNotCallSuggester") // the driver's methods
    @TargetClass(className = "com.mysql.cj.otel.OpenTelemetryHandler")
    static final class Telemetry {
        @Substitute
        Telemetry() {
            throw missing("OpenTelemetry");
        }

        @Substitute
        public TelemetrySpan startSpan(TelemetrySpanName name, Object... arguments) {
            throw missing("OpenTelemetry");
        }

        @Substitute
        public void addLinkTarget(TelemetrySpan span) {
            throw missing("OpenTelemetry");
        }

        @Substitute
        public void removeLinkTarget(TelemetrySpan span) {
            throw missing("OpenTelemetry");
        }

        @Substitute
        public void propagateContext(BiConsumer<String, String> to) {
            throw missing("OpenTelemetry");
        }
    }

    /** Logins to Oracle's cloud. */
    @SuppressWarnings("UnusedMethod") // the driver's methods
    @TargetClass(className = "com.mysql.cj.protocol.a.authentication.AuthenticationOciClient")
    static final class CloudLogin {
        @Substitute
        private void loadOciConfig() {
            throw missing("Oracle's cloud SDK");
        }

        @Substitute
        private void initializePrivateKey() {
            throw missing("Oracle's cloud SDK");
        }
    }
}
