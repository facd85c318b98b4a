/**
 * The faults that a simulated server can inject.
 *
 * <p>May import {@code sandbox.wire} and {@code sandbox.sql}, and nothing else of this project.
 */
package io.tidbclient.sandbox.fault;
