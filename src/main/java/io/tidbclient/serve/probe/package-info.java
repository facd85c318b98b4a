/** Checks a target at the request of a Prometheus server, and answers as its blackbox exporter does. */
package io.tidbclient.serve.probe;
