// Loaded before a program's own libraries (LD_PRELOAD): notes every write and every sync of the files under a folder, in order, so
// that a power cut can be played at any point of them. POWER_CUT_FOLDER names the folder, POWER_CUT_LOG the file of notes.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define FILES 64
static int noted[FILES];
static char names[FILES][32];
static int note_fd = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void raw(const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    long done = syscall(SYS_write, note_fd, at, length);
    if (done <= 0) return;
    at += done;
    length -= done;
  }
}

static int slot_of(int fd) {
  for (int i = 0; i < FILES; i++)
    if (noted[i] == fd + 1) return i;
  return -1;
}

static void opened(const char *path, int fd) {
  const char *folder = getenv("POWER_CUT_FOLDER"), *log = getenv("POWER_CUT_LOG");
  if (fd < 0 || folder == NULL || log == NULL || strncmp(path, folder, strlen(folder)) != 0) return;
  pthread_mutex_lock(&lock);
  if (note_fd < 0) note_fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  for (int i = 0; i < FILES; i++)
    if (noted[i] == 0) {
      const char *name = strrchr(path, '/');
      noted[i] = fd + 1;
      strncpy(names[i], name == NULL ? path : name + 1, sizeof names[i] - 1);
      break;
    }
  pthread_mutex_unlock(&lock);
}

/** kind, name of 32 bytes, offset, length, then the bytes. */
static void note(char kind, int fd, int64_t offset, const void *bytes, uint32_t length) {
  pthread_mutex_lock(&lock);
  int slot = slot_of(fd);
  if (slot >= 0) {
    char head[45];
    head[0] = kind;
    memcpy(head + 1, names[slot], 32);
    memcpy(head + 33, &offset, 8);
    memcpy(head + 41, &length, 4);
    raw(head, sizeof head);
    if (kind == 'W') raw(bytes, length);
  }
  pthread_mutex_unlock(&lock);
}

#define OPEN(name)                                                   \
  int name(const char *path, int flags, ...) {                       \
    static int (*real)(const char *, int, ...) = NULL;               \
    if (real == NULL) real = dlsym(RTLD_NEXT, #name);                \
    va_list list;                                                    \
    va_start(list, flags);                                           \
    mode_t mode = va_arg(list, mode_t);                              \
    va_end(list);                                                    \
    int fd = real(path, flags, mode);                                \
    opened(path, fd);                                                \
    return fd;                                                       \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  pthread_mutex_lock(&lock);
  int slot = slot_of(fd);
  if (slot >= 0) noted[slot] = 0;
  pthread_mutex_unlock(&lock);
  return syscall(SYS_close, fd);
}

#define PWRITE(name)                                                              \
  ssize_t name(int fd, const void *bytes, size_t length, off64_t offset) {        \
    ssize_t done = syscall(SYS_pwrite64, fd, bytes, length, offset);              \
    if (done > 0) note('W', fd, offset, bytes, done);                             \
    return done;                                                                  \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

ssize_t write(int fd, const void *bytes, size_t length) {
  ssize_t done = syscall(SYS_write, fd, bytes, length);
  if (done > 0) note('W', fd, -1, bytes, done);
  return done;
}

int unlink(const char *path) {
  int done = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  const char *folder = getenv("POWER_CUT_FOLDER");
  if (done == 0 && folder != NULL && note_fd >= 0 && strncmp(path, folder, strlen(folder)) == 0) {
    char head[45] = {'U'};
    const char *name = strrchr(path, '/');
    strncpy(head + 1, name == NULL ? path : name + 1, 31);
    pthread_mutex_lock(&lock);
    raw(head, sizeof head);
    pthread_mutex_unlock(&lock);
  }
  return done;
}

int fsync(int fd) {
  int done = syscall(SYS_fsync, fd);
  if (done == 0) note('S', fd, 0, NULL, 0);
  return done;
}

int fdatasync(int fd) {
  int done = syscall(SYS_fdatasync, fd);
  if (done == 0) note('S', fd, 0, NULL, 0);
  return done;
}

#define TRUNCATE(name)                             \
  int name(int fd, off64_t length) {               \
    int done = syscall(SYS_ftruncate, fd, length); \
    if (done == 0) note('T', fd, length, NULL, 0); \
    return done;                                   \
  }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)
