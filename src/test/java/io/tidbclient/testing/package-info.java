/** What the tests of several packages share: real servers, hand-made clocks and timers, the built tool as a process. */
package io.tidbclient.testing;
