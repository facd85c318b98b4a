/** The built tool while it serves, jar or native binary, as its users meet it: in a browser. */
package io.tidbclient.serve;
