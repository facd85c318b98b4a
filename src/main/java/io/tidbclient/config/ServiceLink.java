package io.tidbclient.config;

import java.util.regex.Pattern;

/**
 * Variables that Kubernetes sets in every container for each Service of its namespace: a Service named {@code tidb} sets
 * {@code TIDB_PORT=tcp://10.0.0.1:4000}, which is no port (https://kubernetes.io/docs/concepts/services-networking/service/).
 */
final class ServiceLink {
    private static final Pattern VALUE = Pattern.compile("(?:tcp|udp|sctp)://[0-9A-Fa-f.:\\[\\]]{2,60}:[0-9]{1,5}");

    private ServiceLink() {}

    /** Whether Kubernetes has set this variable, and no user. */
    static boolean is(String name, String value) {
        return name.endsWith("_PORT") && VALUE.matcher(value).matches();
    }
}
