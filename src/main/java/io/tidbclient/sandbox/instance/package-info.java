/**
 * What a simulated server has: users, grants, databases, system variables, sessions.
 */
package io.tidbclient.sandbox.instance;
