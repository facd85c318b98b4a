/**
 * What a simulated server answers to a statement.
 */
package io.tidbclient.sandbox.answer;
