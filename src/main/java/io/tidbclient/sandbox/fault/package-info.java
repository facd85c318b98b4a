/**
 * The faults that a simulated server can inject.
 */
package io.tidbclient.sandbox.fault;
