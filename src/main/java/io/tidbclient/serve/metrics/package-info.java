/** Metrics for Prometheus, kept by Micrometer. Names follow Prometheus' conventions; docs/serve.md lists them. */
package io.tidbclient.serve.metrics;
