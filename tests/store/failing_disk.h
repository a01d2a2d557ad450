// A disk whose n-th operation fails: an object in front of SQLite's own VFS.
#ifndef VERBATIM_TESTS_STORE_FAILING_DISK_H_
#define VERBATIM_TESTS_STORE_FAILING_DISK_H_

namespace verbatim {

// From now on every database that is opened writes to this disk.  Once for a program.
void install_failing_disk();

// The n-th write, sync or truncation from now on fails; with `for_good` all after it too.  0 for none.
void fail_operation(int n, bool for_good);

// How many there were since fail_operation().
int operations_of_disk();

}  // namespace verbatim

#endif  // VERBATIM_TESTS_STORE_FAILING_DISK_H_
