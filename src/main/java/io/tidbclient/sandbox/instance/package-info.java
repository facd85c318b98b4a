/**
 * What a simulated server has: users, grants, databases, system variables, sessions.
 *
 * <p>May import {@code sandbox.wire}, {@code sandbox.job} and {@code sql}, and nothing else of this project.
 */
package io.tidbclient.sandbox.instance;
