/** The processes of users' own commands, which are run when something happens, and their environment. */
package io.tidbclient.hook;
