package io.tidbclient.engine;

/** Hears what a machine does. Its methods are called on the machine's threads and must not block. */
public interface MachineListener {
    /** The machine moved. */
    void moved(Transition transition);

    /** The machine has ended and everything it owned is closed. */
    void ended(MachineResult outcome);
}
