/** What the pages say is so: their links lead to something, their messages are those of the tool, and their commands print what stands there. */
package io.tidbclient.docs;
