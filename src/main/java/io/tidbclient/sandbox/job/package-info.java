/**
 * Simulated import jobs: a script of what they will do, and what they look like at any given time.
 *
 * <p>May import {@code sandbox.wire} (types of columns), {@code sql}, and nothing else of this project.
 */
package io.tidbclient.sandbox.job;
