/**
 * The faults that a simulated server can inject.
 *
 * <p>May import {@code sandbox.wire}, {@code sandbox.sql} and {@code time}, and nothing else of this project.
 */
package io.tidbclient.sandbox.fault;
