/**
 * Simulated import jobs: a script of what they will do, and what they look like at any given time.
 */
package io.tidbclient.sandbox.job;
