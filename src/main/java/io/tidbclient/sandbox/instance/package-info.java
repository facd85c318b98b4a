/**
 * What a simulated server has: users, grants, databases, system variables, sessions.
 *
 * <p>May import {@code sandbox.wire} and {@code sandbox.job}, and nothing else of this project.
 */
package io.tidbclient.sandbox.instance;
