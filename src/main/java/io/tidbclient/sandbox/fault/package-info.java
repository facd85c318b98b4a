/**
 * What a simulated server can be told to do wrong.
 *
 * <p>May import {@code sandbox.wire} and {@code sandbox.sql}, and nothing else of this project.
 */
package io.tidbclient.sandbox.fault;
