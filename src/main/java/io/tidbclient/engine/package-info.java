/**
 * The engine: a state machine for each connection, and the coordinator that drives them all. What the machines do, and what a
 * run looks like while it does it, belongs to those who use the engine: they bring workflows, handlers, events and the fold
 * that makes snapshots of the events.
 */
package io.tidbclient.engine;
