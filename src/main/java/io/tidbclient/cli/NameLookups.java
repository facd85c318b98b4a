package io.tidbclient.cli;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

import java.security.Security;

/**
 * How long the JDK remembers the addresses of a name. By default that is 30 s, and 10 s for a name that has none, so that a
 * retry would go to where a server was, or not at all. A second is long enough for a thousand connections that start at the
 * same time.
 */
public final class NameLookups {
    static final int SECONDS = 1;

    private NameLookups() {}

    /** Sets it, for the whole process; before the first name is looked up. */
    public static void rememberBriefly() {
        Security.setProperty("networkaddress.cache.ttl", Integer.toString(SECONDS));
        Security.setProperty("networkaddress.cache.negative.ttl", Integer.toString(SECONDS));
    }

    /** In the native binary the JDK has read its setting when the binary was built. */
    @TargetClass(className = "sun.net.InetAddressCachePolicy")
    static final class InetAddressCachePolicy {
        private InetAddressCachePolicy() {}

        @Substitute
        public static int get() {
            return SECONDS;
        }

        @Substitute
        public static int getNegative() {
            return SECONDS;
        }
    }
}
