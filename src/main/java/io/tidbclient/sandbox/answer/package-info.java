/**
 * What a simulated server answers to a statement.
 *
 * <p>May import {@code sandbox.wire}, {@code sandbox.sql}, {@code sandbox.job} and {@code sandbox.instance}, and nothing
 * else of this project.
 */
package io.tidbclient.sandbox.answer;
